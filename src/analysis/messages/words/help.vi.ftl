# Lời trợ giúp của các lệnh, tiếng Việt. Tiếng Anh đứng ngay ở lệnh. help-LỆNH: lời của lệnh;
# help--TÊN: tùy chọn dùng ở nhiều lệnh; help-LỆNH--TÊN: nghĩa riêng ở một lệnh.

help-main = Số liệu hằng năm về các tỉnh, thành Việt Nam như nguồn đã in, so sánh thành báo cáo kiểm chứng được.
help-validate = Nêu mọi lỗi của số liệu trong một lần; chỗ nguồn tự mâu thuẫn được liệt kê riêng.
help-list = Liệt kê những gì có: địa phương, năm, kỳ, đảng bộ, và mỗi lĩnh vực có bao nhiêu số liệu.
help-show = Hiện bảng so sánh của địa phương PROVINCE trong năm YEAR.
help-report = Làm báo cáo của địa phương PROVINCE trong năm YEAR.
help-explain = Giải thích một số liệu: dòng, nguồn, số đã in, điều suy ra, chỗ không khớp.
help-verify = Tính lại mọi số trong báo cáo từ số liệu gốc, và nêu từng số khác hoặc đã cũ.
help-new = Tạo thư mục số liệu trống, hợp lệ để điền, mỗi tệp có một ví dụ được giải thích.
help-index = Ghi index.html: mọi báo cáo trong thư mục kết quả, có tìm kiếm và lọc.
help-compare = Đặt mọi địa phương của năm YEAR cạnh nhau, hoặc các địa phương của một vùng.
help-diff = Nêu số liệu mới, sửa hoặc rút giữa hai thư mục số liệu OLD và NEW.
help-batch = Làm mọi báo cáo được yêu cầu mà có số liệu; bỏ qua báo cáo vẫn đúng; rồi ghi trang mục lục.
help-explore = Mở JupyterLab với sổ tay để xem xét: chọn, so sánh, xem, làm báo cáo.

help--debug = Hiện dấu vết của lỗi (traceback).
help--version = Hiện phiên bản rồi thoát.
help--lang = Ngôn ngữ của lời chương trình: vi hoặc en (mặc định: của bộ số liệu, hoặc của máy).
help--body = Số liệu của ai: bloc, province, … (mặc định: nơi có nhiều số liệu nhất).
help--period = FY (cả năm), H1, 9M, Q1 … Q4, TERM (nhiệm kỳ), YTD.
help--units = 2025: theo 34 tỉnh, thành hiện nay; số lượng được cộng khi mọi phần đều có số đã in.
help--data = Thư mục số liệu (mặc định: của chương trình).
help--to = Dạng tệp: html, pdf, docx, xlsx; both: html,pdf; all: tất cả.
help-report--lang = Ngôn ngữ báo cáo: vi, en, hoặc both (cả hai).
help-compare--lang = Ngôn ngữ báo cáo: vi, en, hoặc both (cả hai).
help-compare--region = Một vùng, theo mã hoặc tên (mặc định: cả nước).
help-index--lang = Ngôn ngữ của trang mục lục: vi hoặc en.
help-new--semicolons = Cho bảng tính dùng dấu phẩy thập phân (Excel tiếng Việt): nhấp đúp là mở được.
help-diff--record = Ghi vào NEW: changes.csv, CHANGELOG.md.
help-batch--provinces = Mã, tên hoặc mã số, cách nhau bằng dấu phẩy, hoặc all (mặc định: tất cả).
help-batch--years = 2023, 2019-2023, nhiều năm cách nhau bằng dấu phẩy, hoặc all (mặc định).
help-batch--bodies = Các đảng bộ, hoặc all (mặc định: nơi có nhiều số liệu nhất).
help-batch--periods = Các kỳ, hoặc all (mặc định: FY).
help-batch--regions = So sánh từng vùng thay vì cả nước; all: mỗi vùng một báo cáo.
help-batch--langs = vi (mặc định), en, hoặc both (cả hai).
help-batch--reports = province (mặc định), comparison, hoặc both (cả hai).
help-batch--jobs = Số báo cáo làm cùng lúc (mặc định: mỗi lõi một báo cáo).
help-batch--scheduler = Bộ điều phối Dask, như tcp://10.0.0.1:8786.
help-batch--engine = Tách từ tiến trình đã nạp sẵn, hoặc mỗi báo cáo một nhân Jupyter.
help-batch--timeout = Số giây cho một ô; cả báo cáo được gấp ba.
help-batch--force = Làm lại cả những gì vẫn đúng.
help-batch--dry-run = Chỉ liệt kê những gì sẽ làm, và vì sao.
help-batch--fail-fast = Dừng ở lỗi đầu tiên.
help-batch--notify = Báo kết quả tới đó (Apprise: mailto://…, json://…); dùng được nhiều lần.
help-batch--report-url = Nơi xem được báo cáo, để ghi vào tin báo.
help-batch--quiet = Không báo tiến độ; lỗi vẫn được nêu.
