### Từ ngữ của báo cáo, tiếng Việt. Khóa giống hệt en.ftl; số do Babel viết.

# --- số và đơn vị
turns = { $number } lượt
comparator-ge = từ { $number } trở lên
comparator-gt = trên { $number }
comparator-le = không quá { $number }
comparator-lt = dưới { $number }
qualifier-over = hơn { $number }
qualifier-nearly = gần { $number }
qualifier-about = khoảng { $number }
label-by-authority = { $label } ({ $authority })
authority-committees = do cấp ủy
authority-commissions = do ủy ban kiểm tra
authority-own_committee = chỉ do chính cấp ủy này
authority-district_committees = chỉ do một số cấp ủy cấp huyện
authority-grassroots_committees = chỉ do cấp ủy cơ sở
authority-all = cấp ủy và UBKT các cấp
authority-unsaid = nguồn không nêu chủ thể

# --- kỳ
period-FY = năm { $year }
period-H1 = 6 tháng đầu năm { $year }
period-9M = 9 tháng đầu năm { $year }
period-Q1 = quý I năm { $year }
period-Q2 = quý II năm { $year }
period-Q3 = quý III năm { $year }
period-Q4 = quý IV năm { $year }
period-YTD = từ đầu năm { $year }
period-TERM = nhiệm kỳ { $start }–{ $year }
period-SPAN = giai đoạn { $start }–{ $year }
period-TERM-open = các giai đoạn kết thúc năm { $year }
inside-period = { $token ->
   *[other] { $period }
  }
scope-FY = cả năm
scope-H1 = 6 tháng đầu năm
scope-9M = 9 tháng đầu năm
scope-Q1 = quý I
scope-Q2 = quý II
scope-Q3 = quý III
scope-Q4 = quý IV
scope-YTD = từ đầu năm
scope-TERM = nhiệm kỳ, nhiều năm

# --- trạng thái của một số liệu
state-value = số lượng số liệu hiện có
state-zero = nguồn ghi không có
state-not_collected = chưa thu thập được
state-not_yet_due = chưa đến kỳ
state-not_applicable = không áp dụng
state-withheld = nguồn không công bố
state-in_conflict = số liệu chưa thống nhất
state-derived = suy ra
state-target = mới có chỉ tiêu
mark-value = n
mark-zero = 0
mark-not_collected = ?
mark-not_yet_due = …
mark-not_applicable = –
mark-withheld = ×
mark-in_conflict = ≠
mark-sum = *
mark-derived = ƒ
mark-target = CT

# --- vì sao không có thay đổi so với năm trước
why-target = chỉ tiêu, không so
why-not_collected = chưa thu thập được số kỳ trước
why-other_authority = số kỳ trước do cấp khác thi hành
why-other_basis = kỳ trước tính trên cơ sở khác
why-inexact = số làm tròn, không so
why-in_conflict = số liệu chưa thống nhất
why-spans_differ = hai kỳ dài ngắn khác nhau
why-dates_differ = khác thời điểm chốt số
why-day_unsaid = không rõ ngày chốt số
why-authority_unsaid = nguồn không nêu chủ thể
why-break = quy định đã thay đổi
certain-down = chắc chắn giảm, số làm tròn
certain-up = chắc chắn tăng, số làm tròn
why-small = số dưới 10, không so tỷ lệ
# --- vì sao không xếp thứ
why-no_peers = chưa thu thập được số của địa phương khác
why-sizes_differ = số tuyệt đối tùy quy mô, không xếp thứ tự
why-few_peers = mới thu thập được số của dưới { $fewest } địa phương
change-points = { $number } điểm
change-earlier = { $number } ({ $year })
by-source = theo nguồn: { $text }
change-printed-down = giảm { $number } so với { $period }
change-printed-up = tăng { $number } so với { $period }
change-printed-of = bằng { $number } của { $period }

# --- kết quả so với chỉ tiêu
outcome-exceeded = vượt
outcome-met = đạt
outcome-missed = chưa đạt
outcome-open = chưa đủ căn cứ
outcome-not_comparable = khác cơ sở tính
outcome-not_collected = chưa thu thập được kết quả
outcome-not_yet_due = chưa đến kỳ
outcome-not_applicable = không áp dụng

# --- đầu báo cáo
kicker = { $period ->
    [FY] Báo cáo so sánh hằng năm
   *[other] Báo cáo so sánh
  } · { $body }
title-province = { $province }, { $period }
meta-release = Dữ liệu: bản { $release }
meta-counts = { $figures } số liệu, { $sources } nguồn
meta-part-year = Số liệu chưa trọn năm
meta-checks = { $count } chỗ số liệu không khớp
author = Nhóm duy trì doichieu
imprint = Lập bằng phần mềm doichieu
recipients = Nơi nhận:
keyword-comparison = báo cáo so sánh
section-glance = Tóm tắt
section-indicators = Toàn bộ số liệu
section-time = Diễn biến qua các năm
section-coverage = Số liệu đã có, nguồn
section-coverage-checks = Số liệu đã có, đối chiếu, nguồn

# --- từ cố định của trang
skip_link = Đi thẳng vào nội dung
contents = Mục lục
page = Trang
of = /
data_of_chart = Số liệu của hình
download_csv = Tải số liệu (CSV)
sources = Nguồn
print = In báo cáo
source_mark = Nguồn số
note_mark = Ghi chú
back = Về chỗ dẫn
figure_no = Hình
sort = Sắp xếp theo
scroll_hint = Bảng rộng: kéo ngang để xem hết
take_chart = Tải hình
beside = Báo cáo liên quan
beside-language = English
generated_from = Lập từ bản dữ liệu

# --- câu
s-value = { $label }: { $value }{ $rest }.
s-stock = { $label }: { $value } (ngày { $day }){ $rest }.
s-share = { $label }: { $value } trên { $of } { $what } ({ $percent }){ $rest }.
s-part = { $label }: { $value } trên { $of } { $what }{ $rest }.
s-share-unknown = { $label }: { $value }; nguồn không nói rõ tính trên số nào{ $rest }.
s-of-plan = { $label }: { $value }, bằng { $percent } kế hoạch{ $rest }.
s-plan-exceeded = { $label }: { $value }, vượt kế hoạch đề ra ({ $plan }), bằng { $percent } kế hoạch{ $rest }.
s-plan-met = { $label }: { $value }, đúng bằng kế hoạch đề ra ({ $plan }){ $rest }.
s-plan-missed = { $label }: { $value }, chưa đạt kế hoạch đề ra ({ $plan }), bằng { $percent } kế hoạch{ $rest }.
s-target-exceeded = { $label }: { $value }, vượt chỉ tiêu đề ra ({ $aim }){ $rest }.
s-target-met = { $label }: { $value }, đạt chỉ tiêu đề ra ({ $aim }){ $rest }.
s-target-missed = { $label }: { $value }, chưa đạt chỉ tiêu đề ra ({ $aim }){ $rest }.
s-aim = { $label }: chỉ tiêu đề ra là { $aim }; { $why ->
    [not_yet_due] kết quả chưa đến kỳ
    [not_applicable] đến khi ấy không còn đảng bộ này
   *[other] chưa thu thập được kết quả
  }.
s-classes = { $label }: { $value }, gồm { $classes }{ $rest }.
s-classes-part = { $label }: { $value }; nguồn chỉ nêu từng loại của { $of } { $what }, nên cộng các loại này không bằng tổng số{ $rest }.
class-piece = { $name } { $count }
piece-place = { $place }/{ $peers }
piece-place-median = { $place }/{ $peers } (trung vị { $median })
piece-change = { $direction ->
    [up] tăng
   *[down] giảm
  } { $size }{ $unit ->
    [points] { " " }điểm phần trăm
   *[plain] { "" }
  } so với { $period } ({ $before })
piece-certain = chắc chắn { $direction ->
    [up] tăng
   *[down] giảm
  } so với { $period } ({ $before })
piece-highest = cao nhất từ { $year }
piece-lowest = thấp nhất từ { $year }
s-components = Trong các thành phần của { $label }: đứng cao nhất giữa các địa phương là { $best }; đứng thấp nhất là { $worst }.
component-piece = { $name } { $value } ({ $place }/{ $peers })
s-run = { $label } { $direction ->
    [up] tăng
   *[down] giảm
  } { $times } lần liên tiếp, từ { $before } ({ $year }) { $direction ->
    [up] lên
   *[down] xuống
  } { $now }.
s-changes = So với { $period }: { $changes }.
change-piece = { $label } { $direction ->
    [up] tăng
   *[down] giảm
  } { $size } (từ { $before } { $direction ->
    [up] lên
   *[down] xuống
  } { $now })
s-by-whom = { $label }: { $parts }.
s-printed-change = { $label }: nguồn ghi { $direction ->
    [down] giảm
   *[up] tăng
  } { $number } so với { $period }.
s-zero = { $label }: nguồn ghi { $value }.
s-latest = { $label }: chưa thu thập được của kỳ này; gần nhất là năm { $year }: { $value }.
s-only-targets = Kỳ này mới thu thập được chỉ tiêu đề ra ({ $targets } số liệu); { $why ->
    [not_yet_due] kết quả thực hiện chưa đến kỳ
    [not_applicable] đến khi ấy không còn đảng bộ này
   *[other] chưa thu thập được kết quả thực hiện
  }.
elsewhere = Cùng năm còn có báo cáo khác:
elsewhere-piece = { $period }, { $body } ({ $figures } số liệu)
s-disagreements = { $count } chỗ số liệu không khớp được nêu ở cuối báo cáo.
place-one = xếp { $low }
place-interval = xếp { $low }–{ $high }
merged = Từ ngày { $day } gồm cả { $others }.
to-be-merged = Đến ngày { $day } thì hợp nhất với { $others }.
became-part = Từ ngày { $day } thuộc { $unit }.

# --- theo 34 tỉnh, thành phố
sums-head = Theo 34 tỉnh, thành phố từ ngày { $day }: số liệu của nơi sáp nhập là tổng số liệu của tất cả các tỉnh, thành phố trước sáp nhập, { $where }; tỷ lệ, điểm số không cộng.
sums-head-one = Theo 34 tỉnh, thành phố từ ngày { $day }: số liệu của { $place } là tổng số liệu của { $parts } trước sáp nhập, { $where }; tỷ lệ, điểm số không cộng.
sums-in-notes = phép cộng ghi ở chú thích
sums-in-file = phép cộng ghi ở tệp CSV của báo cáo
sums-of = { $place } hợp nhất từ { $parts }.
sums-none = Theo 34 tỉnh, thành phố: { $places } không sáp nhập, số liệu giữ nguyên như nguồn.
sums-kinds = Trong { $kinds } số liệu mà ít nhất một nơi trước sáp nhập đã công bố, cộng được { $sums }.
sums-places = Trong { $merged } nơi sáp nhập, { $held ->
    [0] chưa nơi nào có số liệu cộng được ở đây vì chưa đủ số của tất cả các nơi trước sáp nhập.
   *[other] { $held } nơi có số liệu cộng được ở đây{ $without ->
        [0] .
       *[other] ; { $without } nơi còn lại chưa đủ số của tất cả các nơi trước sáp nhập.
      }
  }
note-sum = Cộng số liệu của { $parts } trước sáp nhập: { $formula } (suy ra, không phải số in trong nguồn).
note-sum-place = Cộng số liệu của { $parts } trước sáp nhập (suy ra).
note-sum-base = Trên số { $basis }: { $formula }.

# --- ô số lớn
tile-plan = kế hoạch { $aim }{ $rest }
tile-sum = cộng { $count } nơi trước sáp nhập
tile-target = chỉ tiêu { $aim }{ $rest }
tile-no-change = So với kỳ trước: { $why }

# --- bảng tất cả chỉ tiêu
table-indicators = Số liệu của { $province }, { $body }, { $period }.
label-target = { $label } (chỉ tiêu)
note-years = Đường là các năm; chỗ đứt là không so được hoặc thiếu số, chấm là kỳ này.
note-years-middle = Đường đậm là các năm, chỗ đứt là không so được hoặc thiếu số, chấm là kỳ này; dải xám là 50% số địa phương ở giữa, đường xám là trung vị.
note-strip = Chấm đậm là { $province }, chấm nhạt là địa phương khác có số cùng kỳ, cùng cách tính; hai số dưới là hai đầu của thang.
note-strip-middle = Dải xám là 50% số địa phương ở giữa, vạch là trung vị.
note-strip-target = Vạch cam là chỉ tiêu hoặc kế hoạch.
note-counts = Số tuyệt đối còn phụ thuộc quy mô của mỗi địa phương.
note-place = Thứ tự tính từ cao xuống thấp, khi có số chính xác của đủ { $fewest } địa phương.
note-small-place = số dưới 10, không đặt trên thang
scale = thang { $low }–{ $high }
under-base = trên số { $base }
under-interval = khoảng 95%: { $interval }
of-plan = { $percent } kế hoạch
column-years = Qua các năm
column-rank = Thứ tự
rank-printed = hạng { $place }
peers-alt-many = { $own } là { $value }; { $peers } địa phương khác có số, trong khoảng { $values }
why-inexact-place = số làm tròn
section-structure = Cơ cấu, so với kế hoạch
section-structure-classes = Cơ cấu
section-structure-plans = So với kế hoạch, chỉ tiêu
section-others = Đánh giá của cơ quan, tổ chức khác trong cùng kỳ
others-caption = Số liệu của { $body }, không phải của { $own }; do cơ quan, tổ chức khác đánh giá, nêu để tham khảo.
figure-classes = Cơ cấu theo mức, theo loại
figure-classes-caption = Tỷ lệ của từng mức hoặc từng loại; cơ sở tính ghi dưới mỗi hình.
figure-classes-best = Mức tốt nhất nằm trong số tốt trở lên, không cộng thêm.
figure-plans = Kết quả thực hiện so với kế hoạch, chỉ tiêu
figure-plans-line-caption = Đường đậm là kết quả tính theo phần trăm của kế hoạch hoặc chỉ tiêu từng năm, vạch cam là 100%; số ghi ở điểm là kết quả/kế hoạch.
figure-plans-caption = Thanh đậm là kết quả tính theo phần trăm của kế hoạch hoặc chỉ tiêu, vạch cam là 100%; các số ghi bên là số đếm.
figure-time-middle = Dải xám là 50% số địa phương ở giữa có số cùng cách tính, đường xám là trung vị.
figure-time-axes = Mỗi hình có trục theo khoảng số liệu của mình; trục của tỷ lệ và điểm không bắt đầu từ 0.
absent-title = Chưa có { $count } nội dung chính của kỳ này
absent-domains = Chưa có số liệu của năm nào: { $domains }.
note-class-base = Tỷ lệ tính trên số { $basis } ({ $of }), không phải trên tổng số.
note-part = Từng loại chỉ được công bố cho { $of } trường hợp { $basis }; không cộng thành tổng số { $total }.
note-dash-change = Dấu gạch ngang ở cột “So với kỳ trước”: chưa thu thập được số kỳ trước.
note-dash-peers = Dấu gạch ngang ở cột “So với địa phương khác”: chưa thu thập được số của địa phương khác cùng kỳ, cùng cách tính.
note-no-change = Chưa thu thập được số kỳ trước của bất kỳ nội dung nào, nên không có cột so với kỳ trước.
note-no-peers = Chưa thu thập được số của địa phương khác cùng kỳ, cùng cách tính, nên không có cột so với địa phương khác.
column-indicator = Nội dung
column-count = Số lượng
column-base = Cơ sở tính
column-percent = Tỷ lệ
column-change = So với kỳ trước
column-target = Chỉ tiêu, kế hoạch
column-peers = So với địa phương khác
column-year = Năm
column-value = Giá trị
column-state = Tình trạng
column-province = Địa phương
peers-alt = { $own } là { $value }; { $peers } địa phương khác có số: { $values }

# --- ghi chú
note-fraction = { $count }/{ $of } là { $computed }; nguồn in { $printed }. Báo cáo dùng tỷ lệ tính lại.
note-unknown-base = Nguồn không nói rõ tỷ lệ tính trên số nào.
note-derived = Tính trên cùng cơ sở với tỷ lệ { $printed }: { $formula } (suy ra, không phải số in trong nguồn).
note-derived-of = Tỷ lệ trên số { $basis }: { $formula } (suy ra, không phải số in trong nguồn).
note-small = Nguồn ghi { $percent }; với số dưới 10, báo cáo nêu số đếm, không nêu tỷ lệ.
note-medium = Độ tin cậy vừa: số được làm tròn, hoặc nơi, kỳ, chủ thể hay cách hiểu có phần được suy ra từ bài viết.
note-conflict = Số liệu chưa thống nhất: { $printed }.{ $reason } Dữ liệu giữ đủ các số đã in.
note-preferred = Nguồn khác in “{ $other }”; báo cáo dùng số của nguồn được dẫn.{ $reason }
note-printed-change = Nguồn ghi { $text }.

# --- hình
rating-base = trên { $of } { $unit }
rating-base-named = tính trên số { $base }
rating-base-unknown = nguồn không nói rõ cơ sở tính
class-rest = còn lại
class-not_stated = còn lại, nguồn không nêu
figure-time-caption = Mỗi hình một nội dung; chỉ nối những điểm so được với nhau.
alt-bar = { $label }: { $value }
alt-list = { $title }. { $items }.
alt-point = { $year }: { $value }
trend-up = xu hướng tăng
trend-down = xu hướng giảm
trend-level = không rõ xu hướng
figure-time-breaks = Vạch đứt là lúc quy định hoặc địa giới thay đổi, đánh số như trong danh sách “{ $title }” ở cuối báo cáo.
figure-time-merger = Ngày { $day } sáp nhập với { $others } (vạch { $numbers }).
figure-time-more = { $count } nội dung khác có số liệu nhiều năm không vẽ ở đây; số liệu nằm trong bảng và tệp CSV của báo cáo từng năm.
apart = không nối: { $reasons }
apart-not_collected = thiếu số liệu năm ở giữa
apart-inexact = số làm tròn
apart-in_conflict = số liệu chưa thống nhất
apart-dates_differ = khác thời điểm chốt số
apart-day_unsaid = không rõ ngày chốt số
apart-authority_unsaid = nguồn không nêu chủ thể
apart-other_basis = khác cơ sở tính
apart-other_authority = khác chủ thể

# --- thiếu gì, nguồn
grid-caption = Số liệu hiện có theo năm ({ $scope }): { $province }, { $body }.
grid-cell = { $domain }, { $year }: { $text }
grid-beyond = Ngoài ra còn có số liệu của các năm { $years }.
grid-figures = { $count } số liệu
checks-title = Chỗ số liệu không khớp
check-fraction = { $label }: { $count }/{ $of } là { $computed }, nguồn in { $printed }.
check-split = { $label }: các hình thức cộng lại là { $parts }, tổng số in là { $total }.
check-split_of_part = { $label }: các hình thức cộng lại là { $parts } (do cấp ủy các cấp), không phải của tổng số { $total }.
check-split_base = { $label }: hình thức kỷ luật được nêu cho { $parts } trường hợp, trong khi cùng nguồn ghi { $total }.
check-authorities = { $label }: cấp ủy và ủy ban kiểm tra cộng lại là { $parts }, tổng số in là { $total }.
check-sources = { $label }: nguồn được dẫn in “{ $preferred }”, nguồn khác in “{ $other }”.{ $reason }
check-conflict = Số liệu chưa thống nhất: { $printed }.{ $reason }
check-conflict_authority = Cùng một số, nhưng các nguồn nêu chủ thể khác nhau: { $printed }.{ $reason }
check-printed_change = { $label }: nguồn in mức thay đổi { $printed }, tính từ số liệu là { $computed }.
check-ceiling = { $label }: { $count }/{ $of } là { $share }, quá mức { $ceiling } mà quy định cho phép.
check-printed_rank = { $label }: nguồn in hạng { $printed }, tính theo điểm là hạng { $computed }.
check-ranked_of = { $label }: thứ hạng trên { $printed } địa phương, các số khác của năm ấy là trên { $usual }.
check-printed_tier = { $label }: nguồn in { $tier }, nhưng nơi có nhóm tốt hơn lại có điểm thấp hơn ({ $score }).
check-two_bases = { $label }: cùng một nguồn in { $stock } ({ $as_of ->
    [undated] không ghi ngày
   *[other] ngày { $as_of }
  }) và { $base } (cơ sở tính của kỳ).
breaks-title = Thay đổi quy định, địa giới cần biết khi so sánh
break-item = { $date }: { $title }. { $changed }
sources-title = Nguồn
source-untitled = chưa ghi được tiêu đề
source-unknown = chưa rõ nơi đăng
rebuilt-titles = Tiêu đề trong ngoặc vuông được dựng lại từ địa chỉ trang.
cite-title = Cách trích dẫn
cite-data = Bộ dữ liệu doichieu
cite-data-of = Bộ số liệu của { $office }
cite-text = { $title }. { $data }, bản { $release }. Mỗi số liệu có mã riêng; theo mã tra được dòng dữ liệu, nguồn và cách tính.
footnotes-title = Ghi chú
download-label = Tất cả số liệu của báo cáo (CSV)

# --- danh mục báo cáo
index-title = Danh mục báo cáo
index-kicker = Số liệu xây dựng Đảng
index-find = Tìm báo cáo
index-search = Tìm theo địa phương, năm, đảng bộ (không cần gõ dấu)
index-all = Tất cả
index-by-layout = Loại báo cáo
index-by-region = Vùng
index-by-province = Địa phương
index-by-year = Năm
index-by-body = Đảng bộ
index-by-lang = Ngôn ngữ
index-layout-province = Báo cáo của một địa phương
index-layout-comparison = So sánh các địa phương
index-layout-places = Một số địa phương qua các năm
index-lang-vi = Tiếng Việt
index-lang-en = Tiếng Anh
index-shown = { $shown } trên { $total } báo cáo
index-reset = Xóa bộ lọc
index-elsewhere = Nơi khác
index-places = Các địa phương
index-within = lấy số gần nhất trong { $count } năm
index-units-2025 = theo 34 tỉnh, thành phố từ 01/07/2025
index-period-H1 = 6 tháng đầu năm
index-period-9M = 9 tháng đầu năm
index-period-Q1 = quý I
index-period-Q2 = quý II
index-period-Q3 = quý III
index-period-Q4 = quý IV
index-period-YTD = từ đầu năm
index-period-TERM = nhiệm kỳ
index-key = Mỗi năm là một báo cáo; số nhỏ là số lượng số liệu trong báo cáo. Câu bên dưới là kết luận đầu tiên của báo cáo mới nhất; bấm vào đó để xem các năm khác và các tệp.
index-key-empty = Năm trong khung đứt: không có số liệu nào so sánh được với nhau.
index-each = Các tệp và ngày lập
index-facts = { $count } số liệu · bản dữ liệu { $release } · lập ngày { $day }
index-compares-nothing = Không có số liệu nào so sánh được với nhau.
index-older = Cũ hơn số liệu hiện nay ({ $release }): { $years }
index-older-all = Tất cả cũ hơn số liệu hiện nay ({ $release })
index-own = theo sổ tay riêng { $name }
index-map = Các tỉnh, thành theo vị trí; bấm để xem báo cáo của một nơi
index-no-match = Không có báo cáo nào phù hợp. Hãy gõ ít chữ hơn hoặc xóa bộ lọc.
index-empty = Thư mục này chưa có báo cáo nào.

# --- báo cáo so sánh các tỉnh
title-comparison = So sánh các tỉnh, thành{ "\u00A0" }phố, { $period }
title-comparison-own = So sánh các địa phương, { $period }
title-comparison-region = So sánh các tỉnh, thành phố vùng { $region }, { $period }
section-findings = Tóm tắt
section-side-by-side = Bảng so sánh
section-ranked = Từng nội dung so sánh
section-funnel = Chênh lệch đến mức nào là bình thường
section-changes = So với kỳ trước
section-everything = Toàn bộ số liệu và nguồn
lineup-turns = { $label }, tính theo lượt
lineup-fulfilment = { $label }, so với kế hoạch
lineup-share = { $label }, tính trên số { $basis }
lineup-share-unknown = { $label }, tỷ lệ không rõ cơ sở tính
lineup-rate = { $label }, { $per }
rate-per = trên { $factor } { $unit }
rate-share = tỷ lệ trên số { $whole }
country = Cả nước
country-reference = Để tham chiếu, không phải một tỉnh
under-country = cả nước { $value }
country-is = cả nước { $value }
median-is = trung vị { $median }
c-coverage = Thu thập được số liệu của { $provinces } trong { $universe } tỉnh, thành phố.
c-coverage-known = Thu thập được số liệu của { $provinces } trong { $universe } địa phương mà số liệu các năm cho biết khi đó có đảng bộ này.
c-targets-only = { $provinces } địa phương mới có chỉ tiêu, chưa thu thập được kết quả: { $names }.
c-comparable = Nội dung so sánh được: { $items }.
c-comparable-domain = { $domain } ({ $count })
c-counts = { $label }, theo tên: { $values }.
c-counts-many = { $label }: có số của { $provinces } địa phương, nêu trong bảng so sánh.
c-counts-reach = { $label }: có số của { $provinces } địa phương, các nguồn in từ { $least } ({ $low }) đến { $most } ({ $high }).
c-named = { $province } { $value }
c-named-whose = { $province } { $value } (các nguồn nêu chủ thể khác nhau)
c-named-disputed = { $province } { $value } (số liệu chưa thống nhất)
c-shared = { $shared } nội dung có số của từ hai địa phương trở lên với cùng cách tính; số tuyệt đối được nêu theo tên, còn tỷ lệ thì chưa tỷ lệ nào có số chính xác của đủ { $fewest } địa phương, nên báo cáo không xếp thứ tự và không tính trung vị.
c-shared-wide = { $shared } nội dung có số của từ hai địa phương trở lên với cùng cách tính, trong đó { $wide } nội dung có số chính xác của đủ { $fewest } địa phương để xếp thứ tự; số tuyệt đối được nêu theo tên.
c-nothing = Chưa có nội dung nào so sánh được giữa { $provinces } địa phương có số ({ $names }): mỗi nội dung mới có số của một nơi hoặc khác cách tính; { $figures } số liệu đã thu thập nêu theo từng địa phương ở dưới.
c-nothing-one = Mới có { $figures } số liệu của một địa phương ({ $names }) nên chưa so sánh được; các số ấy nêu ở dưới.
c-leaders = { $label }: cao nhất là { $first }; thấp nhất là { $last }; trung vị { $median } trong { $provinces } địa phương có số.
c-movers = { $label } so với { $year }: tăng nhiều nhất là { $up }; giảm nhiều nhất là { $down }. Có { $rose } địa phương tăng, { $fell } địa phương giảm.
c-outliers = { $label }: ra ngoài mức dao động thường gặp { $sides ->
    [above] về phía cao: { $above }
    [below] về phía thấp: { $below }
   *[both] về phía cao: { $above }; về phía thấp: { $below }
  }.
c-stand-ins = { $figures } số liệu của năm gần nhất (trong vòng { $years } năm) được dùng tạm cho nơi chưa có số năm { $year }{ $listed ->
    [yes] : { $places }
   *[no] {""}
  }; những số ấy ghi kèm năm, không xếp thứ tự và không tính vào trung vị.
mover = { $province } { $value } ({ $change })
section-maps = Bản đồ
figure-maps = { $count ->
    [1] Một nội dung chính trên bản đồ ô
   *[other] { $count } nội dung chính trên bản đồ ô
  }
figure-maps-caption = Mỗi ô là một tỉnh, thành phố, xếp gần đúng vị trí; nét đậm là ranh giới vùng. Năm bậc màu có số địa phương gần bằng nhau và chỉ nói độ lớn, không nói tốt hay xấu.
figure-maps-islands = Ô Đà Nẵng gồm cả Hoàng Sa, ô Khánh Hòa gồm cả Trường Sa.
figure-maps-rounded = Số mà nguồn làm tròn (hơn, gần, khoảng) được xếp bậc theo số in.
map-class = { $span } · { $count } nơi
map-missing = chưa có số · { $count } nơi
alt-map = Bản đồ ô: { $label }. Cao nhất: { $most }. Thấp nhất: { $least }. Chưa có số: { $missing } địa phương.
caption-before = Vòng nhỏ là năm { $year }, nơi so được.
caption-stand-ins = Chấm rỗng có năm trong ngoặc là số của năm gần nhất, dùng tạm cho năm { $year } và không xếp thứ tự.
caption-sums = Dấu *: tổng số liệu các tỉnh, thành phố trước sáp nhập.
heat-stand-ins = Số có năm trong ngoặc là của năm gần nhất, dùng tạm cho năm { $year }; không tô và không sắp xếp.
heat-percent = { $label } (%)
column-held-of = Số nơi có số, trong { $of }
table-heat = { $count } nội dung của { $provinces } địa phương, theo vùng.
table-heat-thin = { $count } nội dung mới có số của một phần nhỏ các địa phương ({ $provinces } nơi).
sort_hint = Bấm đầu cột để sắp xếp, bấm lần thứ ba để trở lại theo vùng.
filter_table = Tìm địa phương
all_regions = Tất cả các vùng
figure-funnel-wider = Giới hạn đã nới theo mức các địa phương khác nhau nhiều hơn ngẫu nhiên; chỉ nêu tên nơi ra ngoài đường đứt.
figure-changes-caption-slopes = Mỗi đường là một địa phương; nêu tên ba nơi tăng nhiều nhất (liền) và ba nơi giảm nhiều nhất (đứt). Chỉ vẽ những thay đổi có cùng cách tính, số chính xác và không qua thay đổi quy định.
everything-in-file = Từng số liệu với cơ sở tính, thay đổi, mục tiêu và nguồn nằm trong bảng tính (XLSX) và tệp CSV của báo cáo; những số so được đã có trong bảng ở trên.
c-spread = { $label }: từ { $least } ({ $low }) đến { $most } ({ $high }), trung vị { $median } trong { $provinces } địa phương có số.
c-by-name-2 = { $label }: { $province1 } { $value1 }, { $province2 } { $value2 }.
c-by-name-3 = { $label }: { $province1 } { $value1 }, { $province2 } { $value2 }, { $province3 } { $value3 }.
c-by-name-4 = { $label }: { $province1 } { $value1 }, { $province2 } { $value2 }, { $province3 } { $value3 }, { $province4 } { $value4 }.
c-plan-all = { $label }: cả { $provinces ->
    [2] hai
   *[other] { $provinces }
  } địa phương có số đều đạt hoặc vượt kế hoạch.
c-plan-some = { $label }: { $reached } trong { $provinces } địa phương có số đạt hoặc vượt kế hoạch.
c-plan-none = { $label }: chưa địa phương nào trong { $provinces } địa phương có số đạt kế hoạch.
c-country = { $label }: cả nước là { $value }.
c-changes = { $changes } trong { $figures } số liệu so được với { $earlier }.
c-no-changes-uncollected = Không số liệu nào so được với { $earlier }, vì chưa thu thập được số của kỳ đó.
c-no-changes = Không số liệu nào so được với { $earlier }; lý do của những số có kỳ trước nêu ở phần “So với kỳ trước”.
earlier-year = cùng kỳ năm trước
earlier-term = nhiệm kỳ trước
table-coverage = Mỗi lĩnh vực có kết quả của bao nhiêu địa phương, và bao nhiêu nội dung so sánh được (từ hai địa phương trở lên, cùng cách tính).
coverage-of = { $count }/{ $of }
column-held = Địa phương có số
column-domain = Lĩnh vực
column-shared = Nội dung so được
column-alone = Số liệu chưa có địa phương để so
column-figure = Số liệu
column-earlier = Kỳ trước, vì sao không so
column-counts = Số lượng, cơ sở
column-interval = Khoảng 95%
column-place = Thứ tự từ cao xuống
column-limits = Giới hạn 99,8%
column-before = Kỳ trước
column-now = Kỳ này
heat-legend = Ô càng đậm, số càng lớn trong khoảng của cột (số đếm tính từ 0); không tô đậm nhạt số dưới 10, số đếm mà nhiều hay ít không nói lên tốt xấu, và cột có dưới ba số. Đậm nhạt chỉ nói độ lớn, không nói tốt hay xấu.
heat-legend-marks = Dấu trong bảng: { $marks }.
heat-absent-many = { $count } địa phương khác chưa có số nào cho bảng này.
heat-absent = Chưa thu thập được số nào cho bảng này: { $names }.
heat-elsewhere = Có số nhưng khác chủ thể, thời gian hoặc cách tính: { $names }.
mark-elsewhere = *
state-elsewhere = có số, nhưng khác chủ thể, thời gian hoặc cách tính
alone-other_basis = Địa phương khác tính trên cơ sở khác hoặc đếm theo cách khác
alone-other_authority = Số của địa phương khác do chủ thể khác thực hiện
alone-other_time = Số của địa phương khác thuộc thời gian khác
alone-authority_unsaid = Nguồn không nêu chủ thể, nên không biết có cùng cách tính hay không
alone-more = và { $count } nội dung khác
alone-nobody = Chưa thu thập được số của địa phương khác
table-alone = Chưa có số liệu của địa phương khác chắc chắn cùng cách tính, nên không so được:
figure-ranked = { $label }: { $provinces } địa phương có số
figure-ranked-median = { $label }: trung vị { $median } trong { $provinces } địa phương có số
figure-ranked-caption = Từ cao xuống thấp.
figure-ranked-caption-counts = Theo tên, không theo thứ tự cao thấp: số tuyệt đối còn phụ thuộc quy mô của mỗi địa phương.
caption-wilson = Vạch ngang là khoảng Wilson 95%: số liệu là số đếm toàn bộ, không phải mẫu, nên khoảng này chỉ cho biết mức dao động thường gặp.
caption-rate = Tỷ lệ được suy ra từ số lượng và cơ sở nêu trong bảng; cơ sở là số của chính nơi ấy, vào ngày gần cuối kỳ nhất, cách không quá một năm.
caption-rounded = Chấm rỗng là số làm tròn trong nguồn.
caption-country = Vạch đứt là cả nước.
caption-no-polarity = Nhiều hay ít không nói lên tốt hay xấu.
caption-missing = Chưa có số liệu cùng cách tính của { $count } địa phương khác.
figure-by-name = Giá trị của từng địa phương, theo tên
figure-by-name-caption = Dưới { $fewest } địa phương có số chính xác thì không xếp thứ tự và không tính trung vị.
caption-disputed = { $mark }: số liệu chưa thống nhất, nên không xếp thứ tự địa phương ấy và không tính trung vị.
figure-funnel-inside = Không địa phương nào ra ngoài mức dao động thường gặp ({ $count } tỷ lệ)
figure-funnel-outside = { $outside } trường hợp ra ngoài mức dao động thường gặp ({ $count } tỷ lệ)
funnel-title = { $label } ({ $outside }/{ $provinces })
figure-funnel-caption = Giữa hai đường (liền: 95%, đứt: 99,8%) là mức dao động thường gặp. Đây chỉ là cách sàng lọc: số liệu là số đếm toàn bộ, không phải mẫu; ra ngoài đường không có nghĩa là tốt hay xấu.
funnel-x = số làm cơ sở tính
funnel-y = tỷ lệ
funnel-centre = chung { $share }
funnel-point = { $province }: { $share } ({ $count }/{ $of })
alt-funnel = { $label }. Tỷ lệ chung { $share }; { $outside } trong { $provinces } địa phương ra ngoài giới hạn 99,8%: { $names }; { $outside95 } địa phương ra ngoài giới hạn 95%.
figure-changes = { $count } thay đổi so được với kỳ trước
figure-changes-caption = Chấm rỗng là kỳ trước, chấm đặc là kỳ này; chỉ vẽ những thay đổi có cùng cách tính, số chính xác và không qua thay đổi quy định.
figure-changes-more = { $count } thay đổi khác nằm trong bảng toàn bộ số liệu.
alt-change = { $province } từ { $before } đến { $after }
table-refused = Có số kỳ trước nhưng không so được.
table-everything = Toàn bộ số liệu của báo cáo theo từng địa phương; số nhỏ là số thứ tự của nguồn.

# --- places over the years
title-places = { $names }, { $years }
section-places = Từng nội dung qua các năm
p-nothing = { $names }: chưa có nội dung nào có hai số liệu cùng cách tính để đặt cạnh nhau; { $figures } số liệu đã thu thập nêu theo từng nơi ở dưới.
p-held = { $province } { $count } số liệu
p-coverage = Đặt cạnh nhau được { $shared } nội dung; đã thu thập { $held }.
p-last = { $label }, năm { $year }: { $values }.
p-alt = { $province } { $year }: { $value }
table-one-year = Nội dung mới có số của một năm trong những năm này.
p-caption-joined = Chỉ nối hai năm liền nhau mà số so được với nhau.
p-caption-others = Đường màu là các địa phương được chọn, đường xám là { $count } địa phương khác có số cùng cách tính.

# --- the explore notebook
choose-province = Tỉnh, thành phố
choose-year = Năm
choose-body = Đảng bộ
choose-period = Kỳ
choose-indicators = Chỉ tiêu
choose-places = Địa phương đặt cạnh
choose-years = Từ năm – đến năm
choose-shown = Số liệu
explore-save = Lưu biểu đồ và bảng
explore-search = Tìm:
make-report = Làm báo cáo này
making-report = Đang làm báo cáo…
passport-name = Mã của một số liệu khác
passport-figure = Số liệu
passport-id = Mã
passport-printed = Nguồn in
passport-place = Trong dữ liệu
passport-source = Nguồn
passport-note = Ghi chú
passport-derived = Suy ra
passport-checks = Không thống nhất
passport-breaks = Thay đổi quy định, địa giới

# --- changes of the data
changes-title = Thay đổi từ bản dữ liệu { $since }
changes-revised = { $label }: { $old } → { $new }
changes-details = { $label }: số giữ nguyên, sửa thông tin kèm theo
changes-withdrawn = { $label }: { $old }, đã rút
changes-new = { $count } số liệu mới
changes-reason = Lý do: { $reason }

# --- bases, parts of a term
tile-base = tính trên số { $base }
tile-base-plan = so với số { $base }
meta-part-term = Chưa trọn nhiệm kỳ
caption-disputed-plain = { $mark }: số liệu chưa thống nhất.

# ---------------------------------------------------------------------------------------------- collecting
collect-accept = Nhận
collect-skip = Bỏ qua
collect-undo = Lấy lại
collect-left = Còn { $count } số liệu
collect-done = Đã xem hết số liệu của văn bản này.
collect-unsure = Nên xem lại: { $names }
collect-earlier = Phần trước của văn bản
collect-left-mark = chưa xem
collect-current-mark = đang xem
collect-accepted-mark = đã nhận
collect-skipped-mark = đã bỏ qua
source-untraced = Chưa đối chiếu với nguyên văn.
source-traced = Đối chiếu với nguyên văn ngày { $day }: tìm thấy { $found } trong { $all } số liệu dùng ở đây.

# --- Word và Excel
widget-yes = có
widget-no = không
own-picture = Hình của ô { $cell } trong sổ tay
office-front = Báo cáo
office-table = Bảng
office-figure = Hình
office-figures = Số liệu
office-figures-title = Toàn bộ số liệu
office-notes = Ghi chú
office-sources = Nguồn
office-group = Nhóm
office-marks = Nguồn, ghi chú
office-mark = Ký hiệu
office-text = Nội dung
office-address = Địa chỉ
